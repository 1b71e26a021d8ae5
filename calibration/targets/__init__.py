"""The targets, a file each; ``calibration.library`` finds them by name."""
