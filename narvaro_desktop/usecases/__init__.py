"""What a team does: questions (nouns) and actions (verbs), one module for each subject."""
