"""The municipality's routine as data: a pack, what is wrong with it, how it changes and is followed."""
