package io.xiaodan.web.blueprint;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import java.util.List;
import java.util.Map;

/**
 * Entries of one kind that the menu shows beside forms, such as dashboards; registered as a bean.
 */
public interface MenuEntries {

  /** The property of the blueprint's view, such as {@code dashboards}. */
  String name();

  /** What this person sees, in order. */
  List<Map<String, Object>> entries(Blueprint blueprint, Actor actor);
}
