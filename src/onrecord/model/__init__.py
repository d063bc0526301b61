"""Runs the ONNX files. Knows nothing of news."""
