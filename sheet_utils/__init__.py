"""What a student imports: models, data, training, exponents, checks and pictures for the sheets."""

__version__ = "0.1.0"
