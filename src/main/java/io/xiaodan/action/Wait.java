package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lets time pass before the steps behind it: some minutes, hours or days from when it begins, or
 * until a date of the record. Days are days of the workspace's calendar; a date means {@code at}
 * that day, midnight when nothing is said.
 */
public final class Wait implements Action {

  private enum Unit {
    MINUTES,
    HOURS,
    DAYS
  }

  private final int amount;
  private final @Nullable Unit unit;
  private final @Nullable Formula until;
  private final @Nullable LocalTime at;

  private Wait(int amount, @Nullable Unit unit, @Nullable Formula until, @Nullable LocalTime at) {
    this.amount = amount;
    this.unit = unit;
    this.until = until;
    this.at = at;
  }

  static @Nullable Wait read(ActionReader reader, JsonNode step, String place) {
    LocalTime at = step.has("at") ? LocalTime.parse(step.path("at").asString()) : null;
    if (step.has("for")) {
      JsonNode pause = step.path("for");
      Unit unit = Unit.valueOf(pause.path("unit").asString("").toUpperCase(Locale.ROOT));
      return new Wait(pause.path("amount").asInt(), unit, null, at);
    }
    Formula until =
        reader.formula(step.path("until").asString(""), reader.schema(), place + ".until");
    if (until == null) {
      return null;
    }
    if (until.type() != ValueType.DATE && until.type() != ValueType.DATETIME) {
      reader.error(place + ".until", "action.not_a_date", "formula", until.text());
      return null;
    }
    return new Wait(0, null, until, at);
  }

  @Override
  public String name() {
    return "wait";
  }

  Outcome carryOut(Stage stage) {
    Instant end = end(stage);
    if (end == null) {
      return new Outcome.Failed(false, Message.of("action.no_date"));
    }
    return end.isAfter(stage.environment().now())
        ? new Outcome.Later(end)
        : new Outcome.Done(Map.of("until", end));
  }

  private @Nullable Instant end(Stage stage) {
    ZonedDateTime now = stage.environment().now().atZone(stage.environment().zone());
    if (unit != null) {
      return switch (unit) {
        case MINUTES -> now.plus(Duration.ofMinutes(amount)).toInstant();
        case HOURS -> now.plus(Duration.ofHours(amount)).toInstant();
        case DAYS -> onTheDay(now.plusDays(amount)).toInstant();
      };
    }
    Object value = until == null ? null : stage.evaluate(until, stage.values());
    return switch (value) {
      case null -> null;
      case LocalDate day ->
          day.atTime(Objects.requireNonNullElse(at, LocalTime.MIDNIGHT))
              .atZone(now.getZone())
              .toInstant();
      case Instant moment -> moment;
      default -> throw new IllegalStateException("no moment: " + value.getClass());
    };
  }

  private ZonedDateTime onTheDay(ZonedDateTime moment) {
    return at == null ? moment : moment.with(at);
  }
}
