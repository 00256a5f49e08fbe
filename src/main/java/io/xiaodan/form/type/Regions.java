package io.xiaodan.form.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The administrative regions of China by their codes of six digits: provinces, cities, counties,
 * and the towns of cities that have no counties. Codes that were given up stay known, each with the
 * code that took its place, so that old records keep their names.
 */
public final class Regions {

  /** Levels that stand in the codes only, not in an address. */
  private static final Set<String> UNSPOKEN = Set.of("省直辖县", "自治区直辖县级行政区划", "县", "市辖区");

  private static final int SHORTEST_NAME = 2;
  private static final Regions CHINA = read("/region/china.csv");

  /**
   * One region.
   *
   * @param code six digits: two for the province, two for the city, two for the county
   * @param validTo the first day it was no more, as {@code 2021-04-09}; null while it is valid
   * @param now the code that took its place; null while it is valid
   */
  public record Region(String code, String name, @Nullable String validTo, @Nullable String now) {

    /** 1 for a province, 2 for a city, 3 for a county. */
    public int level() {
      return code.endsWith("0000") ? 1 : code.endsWith("00") ? 2 : 3;
    }
  }

  /**
   * A text that begins with a region.
   *
   * @param code the deepest region found; null for none
   * @param rest what follows it
   */
  public record Found(@Nullable String code, String rest) {}

  private final Map<String, Region> byCode;
  private final Map<String, List<Region>> children = new LinkedHashMap<>();

  private Regions(Map<String, Region> byCode) {
    this.byCode = Collections.unmodifiableMap(byCode);
    byCode
        .values()
        .forEach(region ->
            children.computeIfAbsent(parent(region), code -> new ArrayList<>()).add(region));
  }

  /** All of them, read once. */
  public static Regions china() {
    return CHINA;
  }

  /** Every region, in the order of the codes. */
  public List<Region> all() {
    return List.copyOf(byCode.values());
  }

  /** One region, also one that is no more. */
  public Optional<Region> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The name of a region as it stands in an address: 广东省深圳市南山区; the code where unknown. */
  public String name(String code) {
    StringBuilder name = new StringBuilder();
    String last = "";
    for (Region region : way(code)) {
      if (!UNSPOKEN.contains(region.name()) && !region.name().equals(last)) {
        name.append(region.name());
        last = region.name();
      }
    }
    return name.isEmpty() ? code : name.toString();
  }

  private List<Region> way(String code) {
    List<Region> way = new ArrayList<>();
    if (code.length() == 6) {
      for (String each :
          List.of(code.substring(0, 2) + "0000", code.substring(0, 4) + "00", code)) {
        Region region = byCode.get(each);
        if (region != null && !way.contains(region)) {
          way.add(region);
        }
      }
    }
    return way;
  }

  /**
   * The region a text begins with, resolved from the province down, because many counties share
   * their name. A province or city may be left out where what follows names one only, and be
   * written short (广东 for 广东省).
   */
  public Found parse(String text) {
    String rest = text.strip();
    String code = "";
    for (int level = 1; level <= 3; level++) {
      Region found = longest(children.getOrDefault(code, List.of()), rest);
      if (found == null && code.isEmpty()) {
        found = onlyCity(rest);
      } else if (found == null && code.endsWith("0000")) {
        found = onlyCounty(code, rest);
      }
      if (found == null) {
        break;
      }
      rest = after(found, rest);
      code = found.code();
      if (found.level() == 3) {
        break;
      }
    }
    return new Found(code.isEmpty() ? null : code, rest);
  }

  private @Nullable Region onlyCity(String text) {
    List<Region> cities =
        byCode.values().stream()
            .filter(region -> region.level() == 2 && !UNSPOKEN.contains(region.name()))
            .toList();
    return longest(cities, text);
  }

  /** A county right after its province: of a municipality, or of the province itself. */
  private @Nullable Region onlyCounty(String province, String text) {
    List<Region> counties =
        byCode.values().stream()
            .filter(region -> region.level() == 3)
            .filter(region -> region.code().startsWith(province.substring(0, 2)))
            .filter(region -> text.startsWith(region.name()))
            .toList();
    return counties.stream().map(Region::name).distinct().count() == counties.size()
        ? longest(counties, text)
        : null;
  }

  private static @Nullable Region longest(List<Region> regions, String text) {
    Region best = null;
    int length = 0;
    for (Region region : regions) {
      int matched = UNSPOKEN.contains(region.name()) ? 0 : matched(region, text);
      if (region.validTo() == null && matched > length) {
        best = region;
        length = matched;
      }
    }
    return best;
  }

  /** How many characters of the text name the region; the whole name, or without its last word. */
  private static int matched(Region region, String text) {
    if (text.startsWith(region.name())) {
      return region.name().length();
    }
    String brief = brief(region);
    return brief.length() >= SHORTEST_NAME && text.startsWith(brief) ? brief.length() : 0;
  }

  private static String brief(Region region) {
    return region.level() == 3
        ? region.name()
        : region.name().replaceFirst("(特别行政区|(壮族|回族|维吾尔)?自治区|省|市|地区|盟)$", "");
  }

  private static String after(Region region, String text) {
    return text.substring(matched(region, text)).replaceFirst("^[\\s,，/-]+", "");
  }

  private static String parent(Region region) {
    return switch (region.level()) {
      case 1 -> "";
      case 2 -> region.code().substring(0, 2) + "0000";
      default -> region.code().substring(0, 4) + "00";
    };
  }

  private static Regions read(String resource) {
    Map<String, Region> regions = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(Regions.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(cells ->
              regions.put(
                  cells[0], new Region(cells[0], cells[1], orNull(cells[3]), orNull(cells[4]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Regions(regions);
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
