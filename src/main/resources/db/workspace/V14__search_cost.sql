-- Making the pairs of a text costs far more than comparing a column: the planner shall rather ask the index.
ALTER FUNCTION search_pairs(text) COST 500;
