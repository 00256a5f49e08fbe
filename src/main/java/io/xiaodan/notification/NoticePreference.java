package io.xiaodan.notification;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told. The bell rings always; this is about copies of what it says, and
 * about everything else that goes to the person's addresses.
 *
 * @param ways by kind of notice and channel ({@code email}, {@code wecom_app}): {@code now} or
 *     {@code digest}; absent for not at all
 * @param quiet when nothing is sent; null for never
 * @param digest at which time of the day what is gathered goes out
 * @param language of texts that the product writes
 */
public record NoticePreference(
    Map<String, Map<String, String>> ways,
    @Nullable Quiet quiet,
    LocalTime digest,
    Language language) {

  /** What people have who never said anything. */
  public static final NoticePreference USUAL =
      new NoticePreference(Map.of(), null, LocalTime.of(18, 0), Language.ZH);

  /**
   * Hours in which nobody is disturbed; past midnight when {@code from} is later.
   *
   * @param daysOff whether days off are quiet from midnight to midnight
   */
  public record Quiet(LocalTime from, LocalTime until, boolean daysOff) {

    /** When the quiet that there is at a moment ends; empty when there is none. */
    Optional<Instant> endsAfter(Instant moment, ZoneId zone, HolidayCalendar calendar) {
      ZonedDateTime at = moment.atZone(zone);
      ZonedDateTime end = at;
      boolean moved = true;
      while (moved) {
        ZonedDateTime next = once(end, calendar);
        moved = next.isAfter(end);
        end = next;
      }
      return end.isAfter(at) ? Optional.of(end.toInstant()) : Optional.empty();
    }

    private ZonedDateTime once(ZonedDateTime at, HolidayCalendar calendar) {
      LocalDate day = at.toLocalDate();
      LocalTime time = at.toLocalTime();
      if (daysOff && !calendar.isWorkingDay(day)) {
        return calendar.onOrAfter(day).atStartOfDay(at.getZone());
      }
      boolean overnight = from.isAfter(until);
      if (overnight && !time.isBefore(from)) {
        return day.plusDays(1).atTime(until).atZone(at.getZone());
      }
      boolean within =
          overnight ? time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
      return within ? day.atTime(until).atZone(at.getZone()) : at;
    }
  }

  public NoticePreference {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    ways.forEach((kind, channels) -> copy.put(kind, Map.copyOf(channels)));
    ways = Collections.unmodifiableMap(copy);
  }

  /** Whether a kind of notice goes through a channel with what is gathered over the day. */
  boolean isGathered(String kind, String channel) {
    return "digest".equals(ways.getOrDefault(kind, Map.of()).get(channel));
  }

  /** When nothing keeps a message back any more; empty where nothing does. */
  Optional<Instant> quietUntil(Instant moment, ZoneId zone) {
    return quiet == null
        ? Optional.empty()
        : quiet.endsAfter(moment, zone, HolidayCalendar.installed());
  }

  /** The next time at which what is gathered goes out. */
  Instant nextDigest(Instant moment, ZoneId zone) {
    ZonedDateTime today = moment.atZone(zone).toLocalDate().atTime(digest).atZone(zone);
    Instant next = (today.toInstant().isAfter(moment) ? today : today.plusDays(1)).toInstant();
    return quietUntil(next, zone).orElse(next);
  }
}
