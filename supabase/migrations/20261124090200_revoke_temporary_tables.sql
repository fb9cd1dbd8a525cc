-- Nobody who comes through the API makes temporary objects: a type or table of that kind comes first on every search path,
-- the empty one of our functions too, and could stand in for the real one.

do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end
$$;
