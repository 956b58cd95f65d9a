"""The municipality's routine as data: packs, and how they are followed."""
