"""What came back: answers, bounces, complaints."""
