"""Letters of recommendation and certificates, from the desk."""
