"""`gradkit kit FILE.zip`: what students get."""
