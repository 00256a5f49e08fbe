package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads who is asked. */
final class PartyReader {

  private static final int TO_THE_TOP = 20;
  private static final int MOST_CHOSEN = 50;

  private final Reading reading;
  private final String prefix;

  /**
   * @param prefix of the keys of nodes, for a flow that is part of another
   */
  PartyReader(Reading reading, String prefix) {
    this.reading = reading;
    this.prefix = prefix;
  }

  Party read(JsonNode who, String place) {
    List<Formula> ids = new ArrayList<>();
    if (who.path("formula").isString()) {
      add(ids, reading.ids(who.path("formula").stringValue(), place + ".formula"));
    }
    List<Party.Members> departments = new ArrayList<>();
    for (JsonNode each : who.path("departments")) {
      departments.add(
          new Party.Members(
              UUID.fromString(each.path("id").asString()), each.path("below").asBoolean(false)));
    }
    List<Party.Above> above = new ArrayList<>();
    add(above, above(who.path("head"), true, 0, 1, place + ".head"));
    add(above, above(who.path("heads"), true, 0, TO_THE_TOP, place + ".heads"));
    add(above, above(who.path("manager"), false, 1, 1, place + ".manager"));
    add(above, above(who.path("managers"), false, 1, TO_THE_TOP, place + ".managers"));
    return new Party(
        reading.named(who, place),
        ids,
        departments,
        above,
        chosen(who.path("chosen"), place + ".chosen"),
        who.path("table").isString() ? prefix + who.path("table").stringValue() : null);
  }

  private static <T> void add(List<T> list, @Nullable T more) {
    if (more != null) {
      list.add(more);
    }
  }

  private Party.@Nullable Above above(
      JsonNode above, boolean heads, int up, int levels, String place) {
    if (!above.isObject()) {
      return null;
    }
    Formula of =
        above.path("of").isString()
            ? reading.ids(above.path("of").stringValue(), place + ".of")
            : null;
    return new Party.Above(
        heads, of, above.path("up").asInt(up), above.path("levels").asInt(levels));
  }

  private Party.@Nullable Chosen chosen(JsonNode chosen, String place) {
    if (!chosen.isObject()) {
      return null;
    }
    return new Party.Chosen(
        chosen.path("by").asString().equals("starter"),
        new Party.Choice(
            reading.roles(chosen.path("roles"), place),
            Reading.uuids(chosen.path("people")),
            Reading.uuids(chosen.path("departments"))),
        chosen.path("most").asInt(MOST_CHOSEN));
  }
}
