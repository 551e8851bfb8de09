"""What comes back: replies, bounces, complaints."""
