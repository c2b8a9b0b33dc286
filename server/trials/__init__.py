"""Made-up crowds that measure, torment and photograph the server; none of it is the product's."""
