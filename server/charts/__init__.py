"""Pictures as plain numbers: where each dot stands. Nothing here knows who a dot is."""
