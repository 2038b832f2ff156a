-- The search goes through the rows of the read model by the thousand and needs little of each: what it filters and counts
-- by stays in the row, texts for showing move out of line. Rows of some 800 bytes instead of 1,700.
alter table directory_public_offer set (toast_tuple_target = 1024);
alter table directory_public_offer
  alter column slug set storage main,
  alter column name set storage main,
  alter column facets set storage main,
  alter column gates set storage main,
  alter column openings set storage main,
  alter column stage set storage main,
  alter column languages_confirmed set storage main;
-- Rows that are there already are written anew, in the order of their ids.
cluster directory_public_offer using directory_public_offer_pkey;
alter table directory_public_offer set without cluster;
analyze directory_public_offer;
