-- The formula language in PostgreSQL (15 or later): what plain SQL operators do not do the way the
-- language defines it. Version 1. Running this again replaces every function and changes nothing else.
--
-- All functions are STRICT unless they say otherwise: an empty argument gives an empty result. All are
-- IMMUTABLE: they depend on their arguments alone (time zones are passed by name). "No result" is NULL.

CREATE SCHEMA IF NOT EXISTS xiaodan;

COMMENT ON SCHEMA xiaodan IS 'Functions behind the formula language';

-- Numbers ---------------------------------------------------------------------------------------------

-- Decimal digits before the point; zero or negative: how many zeros follow the point.
CREATE OR REPLACE FUNCTION xiaodan.magnitude(x numeric) RETURNS integer
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  digits text;
BEGIN
  IF abs(x) >= 1 THEN
    RETURN length(trunc(abs(x))::text);
  END IF;
  digits := split_part(abs(x)::text, '.', 2);
  RETURN length(ltrim(digits, '0')) - length(digits);
END $$;

-- Rounds half away from zero to this many significant digits.
CREATE OR REPLACE FUNCTION xiaodan.significant(x numeric, digits integer) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF x = 0 THEN
    RETURN x;
  END IF;
  RETURN round(x, digits - xiaodan.magnitude(x));
END $$;

-- What ends every arithmetic operation: 34 digits, then 100 places; nothing from 10^100 on.
CREATE OR REPLACE FUNCTION xiaodan.rounded(x numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result numeric;
BEGIN
  IF scale(x) <= 14 AND abs(x) < 100000000000000000000 THEN
    RETURN x;
  END IF;
  result := round(xiaodan.significant(x, 34), 100);
  IF abs(result) >= 1e100 THEN
    RETURN NULL;
  END IF;
  RETURN trim_scale(result);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add(a numeric, b numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.rounded(a + b);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.subtract(a numeric, b numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.rounded(a - b);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.multiply(a numeric, b numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.rounded(a * b);
END $$;

-- PostgreSQL chooses the scale of a quotient by its own rules, so the digits are made here: at least 35
-- of them as a whole number cut off (which is exact), so that rounding to 34 sees the right next digit.
CREATE OR REPLACE FUNCTION xiaodan.divide(a numeric, b numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shift integer;
BEGIN
  IF b = 0 THEN
    RETURN NULL;
  END IF;
  IF a = 0 THEN
    RETURN 0;
  END IF;
  shift := 36 + xiaodan.magnitude(b) - xiaodan.magnitude(a);
  IF shift >= 0 THEN
    RETURN xiaodan.rounded(div(a * ('1e' || shift)::numeric, b) * ('1e-' || shift)::numeric);
  END IF;
  RETURN xiaodan.rounded(div(a, b * ('1e' || -shift)::numeric) * ('1e' || -shift)::numeric);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.power_step(x numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN trim_scale(round(xiaodan.significant(x, 50), 150));
END $$;

-- Square and multiply from the highest bit of the exponent, each step rounded to 50 digits.
CREATE OR REPLACE FUNCTION xiaodan.power(base numeric, exponent numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result numeric := 1;
  n integer;
  size integer;
  bit integer;
BEGIN
  IF exponent <> trunc(exponent) OR abs(exponent) > 100000 OR (base = 0 AND exponent <= 0) THEN
    RETURN NULL;
  END IF;
  n := exponent::integer;
  size := abs(n);
  FOR bit IN REVERSE 16..0 LOOP
    CONTINUE WHEN size >> bit = 0;
    result := xiaodan.power_step(result * result);
    IF (size >> bit) & 1 = 1 THEN
      result := xiaodan.power_step(result * base);
    END IF;
    IF abs(result) >= (CASE WHEN n > 0 THEN 1e100 ELSE 1e102 END) THEN
      RETURN CASE WHEN n > 0 THEN NULL ELSE 0 END;
    END IF;
  END LOOP;
  RETURN CASE WHEN n >= 0 THEN xiaodan.rounded(result) ELSE xiaodan.divide(1, result) END;
END $$;

-- The whole part, held within bounds far beyond every use of it.
CREATE OR REPLACE FUNCTION xiaodan.whole(x numeric) RETURNS integer
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN greatest(least(trunc(x), 1000000000), -1000000000)::integer;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.places(x numeric) RETURNS integer
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN greatest(least(trunc(x), 100), -100)::integer;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.round(x numeric, digits numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.rounded(round(x, xiaodan.places(digits)));
END $$;

CREATE OR REPLACE FUNCTION xiaodan.rounddown(x numeric, digits numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.rounded(trunc(x, xiaodan.places(digits)));
END $$;

CREATE OR REPLACE FUNCTION xiaodan.roundup(x numeric, digits numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  places integer := xiaodan.places(digits);
  result numeric := trunc(x, places);
BEGIN
  IF result <> x THEN
    result := result + sign(x) * ('1e' || -places)::numeric;
  END IF;
  RETURN xiaodan.rounded(result);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.modulo(a numeric, b numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest numeric;
BEGIN
  IF b = 0 THEN
    RETURN NULL;
  END IF;
  rest := mod(a, b);
  IF rest <> 0 AND sign(rest) <> sign(b) THEN
    rest := rest + b;
  END IF;
  RETURN xiaodan.rounded(rest);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.floor(x numeric, step numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest numeric;
BEGIN
  IF step = 0 THEN
    RETURN 0;
  END IF;
  rest := mod(x, step);
  RETURN xiaodan.rounded(x - CASE WHEN rest < 0 THEN rest + abs(step) ELSE rest END);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.ceiling(x numeric, step numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest numeric;
BEGIN
  IF step = 0 THEN
    RETURN 0;
  END IF;
  rest := mod(x, step);
  RETURN xiaodan.rounded(x - CASE WHEN rest > 0 THEN rest - abs(step) ELSE rest END);
END $$;

-- Plain texts -----------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION xiaodan.plain(x numeric) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN trim_scale(x)::text;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.plain(x boolean) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN x THEN 'TRUE' ELSE 'FALSE' END;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.plain(x date) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN to_char(x, 'YYYY-MM-DD');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.plain(x timestamp) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN to_char(x, 'YYYY-MM-DD HH24:MI:SS');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.plain(x text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN x;
END $$;

-- Texts -----------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION xiaodan.text_mid(x text, start numeric, count numeric) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF xiaodan.whole(start) < 1 OR xiaodan.whole(count) < 0 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(substr(x, xiaodan.whole(start), xiaodan.whole(count)), '');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.text_left(x text, count numeric) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.text_mid(x, 1, count);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.text_right(x text, count numeric) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF xiaodan.whole(count) < 0 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(right(x, xiaodan.whole(count)), '');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.text_trim(x text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN nullif(
    regexp_replace(btrim(x, E'\t\n\u000B\f\r \u00A0\u3000'), ' {2,}', ' ', 'g'), '');
END $$;

-- Not strict: the new text may be empty.
CREATE OR REPLACE FUNCTION xiaodan.text_replace(x text, start numeric, count numeric, with_text text)
  RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  first integer := xiaodan.whole(start);
  many integer := xiaodan.whole(count);
BEGIN
  IF x IS NULL OR first IS NULL OR many IS NULL OR first < 1 OR many < 0 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(
    left(x, first - 1) || coalesce(with_text, '')
      || CASE WHEN first::bigint + many > length(x) THEN '' ELSE substr(x, first + many) END,
    '');
END $$;

-- Not strict: the new text and the occurrence may be empty; an empty old text changes nothing.
CREATE OR REPLACE FUNCTION xiaodan.text_substitute(x text, old text, new text, occurrence numeric)
  RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  wanted integer := xiaodan.whole(occurrence);
  at integer := 0;
  found integer;
BEGIN
  IF x IS NULL OR old IS NULL THEN
    RETURN x;
  END IF;
  IF wanted IS NULL THEN
    RETURN nullif(replace(x, old, coalesce(new, '')), '');
  END IF;
  IF wanted < 1 THEN
    RETURN NULL;
  END IF;
  FOR i IN 1..wanted LOOP
    found := strpos(substr(x, at + 1), old);
    IF found = 0 THEN
      RETURN x;
    END IF;
    at := at + found + length(old) - 1;
  END LOOP;
  RETURN nullif(left(x, at - length(old)) || coalesce(new, '') || substr(x, at + 1), '');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.text_find(part text, x text, start numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  first integer := xiaodan.whole(start);
  found integer;
BEGIN
  IF first < 1 OR first > length(x) THEN
    RETURN NULL;
  END IF;
  found := strpos(substr(x, first), part);
  RETURN CASE WHEN found = 0 THEN NULL ELSE found + first - 1 END;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.text_value(x text) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  digits text := xiaodan.text_trim(x);
BEGIN
  IF length(digits) > 200
    OR digits !~ '^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?%?$' THEN
    RETURN NULL;
  END IF;
  digits := replace(digits, ',', '');
  RETURN xiaodan.rounded(
    rtrim(digits, '%')::numeric * CASE WHEN digits LIKE '%\%' THEN 0.01 ELSE 1 END);
END $$;

-- TEXT(number, format): see NumberPattern in the source for the parts of a format.
CREATE OR REPLACE FUNCTION xiaodan.format_number(
  x numeric, grouped boolean, whole_digits integer, fewest integer, most integer, percent boolean,
  prefix text, suffix text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shown numeric := round(CASE WHEN percent THEN x * 100 ELSE x END, most);
  digits text := abs(shown)::text;
  before text := split_part(digits, '.', 1);
  after text := split_part(digits, '.', 2);
BEGIN
  IF before = '0' THEN
    before := '';
  END IF;
  before := repeat('0', whole_digits - length(before)) || before;
  IF grouped THEN
    before := reverse(regexp_replace(reverse(before), '([0-9]{3})(?=[0-9])', '\1,', 'g'));
  END IF;
  WHILE length(after) > fewest AND right(after, 1) = '0' LOOP
    after := left(after, -1);
  END LOOP;
  RETURN nullif(
    CASE WHEN shown < 0 THEN '-' ELSE '' END || prefix || before
      || CASE WHEN after = '' THEN '' ELSE '.' || after END
      || CASE WHEN percent THEN '%' ELSE '' END || suffix,
    '');
END $$;

-- TEXT(date, format): pairs of the name of a part and a literal text.
CREATE OR REPLACE FUNCTION xiaodan.format_moment(x timestamp, pieces text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result text := '';
  weekday text := substr('一二三四五六日', extract(isodow FROM x)::integer, 1);
BEGIN
  FOR i IN 1..array_length(pieces, 1) BY 2 LOOP
    result := result || CASE pieces[i]
      WHEN 'LITERAL' THEN pieces[i + 1]
      WHEN 'YEAR' THEN to_char(x, 'YYYY')
      WHEN 'SHORT_YEAR' THEN to_char(x, 'YY')
      WHEN 'MONTH' THEN to_char(x, 'FMMM')
      WHEN 'MONTH_2' THEN to_char(x, 'MM')
      WHEN 'DAY' THEN to_char(x, 'FMDD')
      WHEN 'DAY_2' THEN to_char(x, 'DD')
      WHEN 'HOUR' THEN to_char(x, 'FMHH24')
      WHEN 'HOUR_2' THEN to_char(x, 'HH24')
      WHEN 'MINUTE' THEN to_char(x, 'FMMI')
      WHEN 'MINUTE_2' THEN to_char(x, 'MI')
      WHEN 'SECOND' THEN to_char(x, 'FMSS')
      WHEN 'SECOND_2' THEN to_char(x, 'SS')
      WHEN 'WEEKDAY' THEN weekday
      WHEN 'LONG_WEEKDAY' THEN '星期' || weekday
    END;
  END LOOP;
  RETURN nullif(result, '');
END $$;

CREATE OR REPLACE FUNCTION xiaodan.rmb_group(x integer) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result text := '';
  zero boolean := false;
  digit integer;
BEGIN
  FOR place IN REVERSE 3..0 LOOP
    digit := x / (ARRAY[1, 10, 100, 1000])[place + 1] % 10;
    IF digit = 0 THEN
      zero := true;
      CONTINUE;
    END IF;
    result := result || CASE WHEN zero AND result <> '' THEN '零' ELSE '' END
      || substr('壹贰叁肆伍陆柒捌玖', digit, 1) || (ARRAY['', '拾', '佰', '仟'])[place + 1];
    zero := false;
  END LOOP;
  RETURN result;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.rmb_upper(x numeric) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  cents numeric := abs(round(x, 2)) * 100;
  yuan numeric;
  jiao integer;
  fen integer;
  part integer;
  skipped boolean := false;
  result text := '';
BEGIN
  IF cents >= 1e18 THEN
    RETURN NULL;
  END IF;
  yuan := div(cents, 100);
  jiao := mod(div(cents, 10), 10);
  fen := mod(cents, 10);
  FOR i IN REVERSE 3..0 LOOP
    part := mod(div(yuan, (ARRAY[1, 1e4, 1e8, 1e12]::numeric[])[i + 1]), 10000);
    IF part > 0 THEN
      result := result || CASE WHEN result <> '' AND (skipped OR part < 1000) THEN '零' ELSE '' END
        || xiaodan.rmb_group(part) || CASE WHEN i % 2 = 1 THEN '万' ELSE '' END;
    END IF;
    skipped := part = 0;
    IF i = 2 AND result <> '' THEN
      result := result || '亿';
    END IF;
  END LOOP;
  IF yuan > 0 THEN
    result := result || '元';
  END IF;
  IF jiao = 0 AND fen = 0 THEN
    result := CASE WHEN yuan = 0 THEN '零元整' ELSE result || '整' END;
  ELSE
    result := result
      || CASE WHEN yuan > 0 AND (jiao = 0 OR mod(yuan, 10) = 0) THEN '零' ELSE '' END
      || CASE WHEN jiao > 0 THEN substr('壹贰叁肆伍陆柒捌玖', jiao, 1) || '角' ELSE '' END
      || CASE WHEN fen > 0 THEN substr('壹贰叁肆伍陆柒捌玖', fen, 1) || '分' ELSE '' END;
  END IF;
  RETURN CASE WHEN x < 0 AND cents > 0 THEN '负' ELSE '' END || result;
END $$;

-- Dates: the years 1 to 9999 -----------------------------------------------------------------------

CREATE OR REPLACE FUNCTION xiaodan.in_range(x date) RETURNS date
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN x BETWEEN date '0001-01-01' AND date '9999-12-31' THEN x END;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add_days(x date, amount numeric, factor integer DEFAULT 1)
  RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  days bigint := xiaodan.whole(amount)::bigint;
BEGIN
  IF abs(days) > 4000000 OR abs(days * factor) > 4000000 THEN
    RETURN NULL;
  END IF;
  RETURN CASE
    WHEN (x - date '0001-01-01') + days * factor < 0 THEN NULL
    ELSE xiaodan.in_range(x + (days * factor)::integer)
  END;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add_months(x date, amount numeric, factor integer) RETURNS date
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  count bigint := extract(year FROM x)::bigint * 12 + extract(month FROM x)::bigint - 1
    + xiaodan.whole(amount)::bigint * factor;
  first date;
BEGIN
  IF abs(xiaodan.whole(amount)) > 4000000 OR count < 12 OR count >= 120000 THEN
    RETURN NULL;
  END IF;
  first := make_date((count / 12)::integer, (count % 12)::integer + 1, 1);
  RETURN first - 1 + least(
    extract(day FROM x)::integer,
    extract(day FROM first + interval '1 month' - interval '1 day')::integer);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.make_date(year numeric, month numeric, day numeric) RETURNS date
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF xiaodan.whole(year) NOT BETWEEN 1 AND 9999 THEN
    RETURN NULL;
  END IF;
  RETURN xiaodan.add_days(
    xiaodan.add_months(make_date(xiaodan.whole(year), 1, 1), xiaodan.whole(month)::numeric - 1, 1),
    xiaodan.whole(day)::numeric - 1);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.end_of_month(x date, months numeric) RETURNS date
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (date_trunc('month', xiaodan.add_months(x, months, 1)::timestamp)
    + interval '1 month' - interval '1 day')::date;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.weekday(x date, numbering numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE xiaodan.whole(numbering)
    WHEN 1 THEN extract(dow FROM x) + 1
    WHEN 2 THEN extract(isodow FROM x)
    WHEN 3 THEN extract(isodow FROM x) - 1
  END;
END $$;

-- Whole months towards zero, divided by 1 or 12.
CREATE OR REPLACE FUNCTION xiaodan.months_between(a date, b date, unit integer) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  packed_a integer := (extract(year FROM a) * 12 + extract(month FROM a)) * 32 + extract(day FROM a);
  packed_b integer := (extract(year FROM b) * 12 + extract(month FROM b)) * 32 + extract(day FROM b);
BEGIN
  RETURN (packed_b - packed_a) / 32 / unit;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.days_between(a date, b date, unit integer) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (b - a) / unit;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.seconds_between(a timestamptz, b timestamptz, unit integer)
  RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN div(extract(epoch FROM b) - extract(epoch FROM a), unit);
END $$;

-- Calendar steps keep the local time of day; PostgreSQL settles skipped and repeated times.
CREATE OR REPLACE FUNCTION xiaodan.at_date(x timestamptz, day date, zone text) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (day + (x AT TIME ZONE zone)::time) AT TIME ZONE zone;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add_days_at(
  x timestamptz, amount numeric, factor integer, zone text) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.at_date(x, xiaodan.add_days((x AT TIME ZONE zone)::date, amount, factor), zone);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add_months_at(
  x timestamptz, amount numeric, factor integer, zone text) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN xiaodan.at_date(x, xiaodan.add_months((x AT TIME ZONE zone)::date, amount, factor), zone);
END $$;

CREATE OR REPLACE FUNCTION xiaodan.add_seconds(
  x timestamptz, amount numeric, factor integer, zone text) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  seconds bigint := xiaodan.whole(amount)::bigint * factor;
  result timestamptz;
BEGIN
  IF abs(xiaodan.whole(amount)) > 999999999
    OR extract(epoch FROM x) + seconds NOT BETWEEN -62200000000 AND 253500000000 THEN
    RETURN NULL;
  END IF;
  result := x + make_interval(hours => (seconds / 3600)::integer, secs => seconds % 3600);
  RETURN CASE WHEN xiaodan.in_range((result AT TIME ZONE zone)::date) IS NULL THEN NULL ELSE result END;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.is_workday(x date, holidays date[], working_days date[])
  RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN x = ANY (working_days) OR (extract(isodow FROM x) <= 5 AND NOT x = ANY (holidays));
END $$;

CREATE OR REPLACE FUNCTION xiaodan.workday(
  start date, amount numeric, holidays date[], working_days date[]) RETURNS date
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  days integer := xiaodan.whole(amount);
  step integer := sign(days);
  remaining integer := abs(days);
  x date := start;
BEGIN
  IF remaining > 10000 THEN
    RETURN NULL;
  END IF;
  WHILE remaining > 0 LOOP
    IF xiaodan.in_range(x + step) IS NULL THEN
      RETURN NULL;
    END IF;
    x := x + step;
    IF xiaodan.is_workday(x, holidays, working_days) THEN
      remaining := remaining - 1;
    END IF;
  END LOOP;
  RETURN x;
END $$;

CREATE OR REPLACE FUNCTION xiaodan.network_days(
  start date, finish date, holidays date[], working_days date[]) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  days integer := finish - start + 1;
  first_weekday integer := extract(isodow FROM start);
  result integer;
BEGIN
  IF start > finish THEN
    RETURN -xiaodan.network_days(finish, start, holidays, working_days);
  END IF;
  result := days / 7 * 5;
  FOR i IN 0..days % 7 - 1 LOOP
    IF (first_weekday - 1 + i) % 7 < 5 THEN
      result := result + 1;
    END IF;
  END LOOP;
  RETURN result
    - (SELECT count(DISTINCT d) FROM unnest(holidays) AS d
       WHERE d BETWEEN start AND finish AND extract(isodow FROM d) <= 5
         AND NOT d = ANY (working_days))
    + (SELECT count(DISTINCT d) FROM unnest(working_days) AS d
       WHERE d BETWEEN start AND finish AND extract(isodow FROM d) > 5);
END $$;

-- Rich text ---------------------------------------------------------------------------------------------

-- What people read of rich text: without its marks, blocks apart, white space as one blank.
CREATE OR REPLACE FUNCTION xiaodan.html_text(html text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN btrim(regexp_replace(
    replace(replace(replace(replace(replace(
      regexp_replace(
        regexp_replace(html, '</?(p|br|div|h[1-4]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td)( [^>]*)?/?>', ' ', 'g'),
        '<[^>]*>', '', 'g'),
      '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'),
    '\s+', ' ', 'g'));

-- The value below which a share of the values lies: between the two neighbours by proportion, exactly.
-- The values are sorted, the empty ones last and left out; the share is between 0 and 1.
CREATE OR REPLACE FUNCTION xiaodan.percentile(sorted numeric[], share numeric) RETURNS numeric
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  n integer := cardinality(sorted);
  place numeric;
  below integer;
BEGIN
  WHILE n > 0 AND sorted[n] IS NULL LOOP
    n := n - 1;
  END LOOP;
  IF n = 0 THEN
    RETURN NULL;
  END IF;
  place := share * (n - 1);
  below := floor(place)::integer;
  IF below >= n - 1 THEN
    RETURN sorted[n];
  END IF;
  RETURN sorted[below + 1] + (sorted[below + 2] - sorted[below + 1]) * (place - below);
END $$;
