"""The model beside its twin, its NumPy references and this machine: ``run.py bench``."""
