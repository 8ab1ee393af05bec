"""Many documents analyzed at once: the same terms as one by one, by arrays."""
