"""Attention: what heads do, step by step, and what is missing without one."""
