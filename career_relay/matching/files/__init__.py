"""The engine's scorers over files of titles and texts: `career-relay rank` and `career-relay eval`. No Django, no database."""
