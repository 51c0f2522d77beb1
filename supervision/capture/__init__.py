"""Offline capture: what the phone loads, sends and gets back."""
