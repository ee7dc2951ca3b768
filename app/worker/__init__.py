"""What happens without anybody asking: sending, ending what ran out, keeping things short."""
