"""Is the inference right? Calibration of it on truths that are known (Talts et al. 2018)."""
