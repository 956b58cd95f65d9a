"""The decision under 7 kap. 19 a § skollagen in a dialog: its form, its three ways out, what is sent."""
