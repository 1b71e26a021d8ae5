"""Speed, memory and wrongs put into the code, measured; run from the project's folder."""
