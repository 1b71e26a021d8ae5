"""The run store: what one run leaves behind, what a study is, and how both are asked."""
