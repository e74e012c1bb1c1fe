"""`gradkit explain`: one verdict again, with everything that it rests on, for who has to answer for it."""
