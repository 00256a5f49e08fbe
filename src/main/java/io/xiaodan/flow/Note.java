package io.xiaodan.flow;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an operation for people, besides what the interpreter is told.
 *
 * @param behalf on whose behalf it is done; null for one's own
 * @param node key of the node it is done at; null for none
 * @param task the task it is done with; null for none
 * @param comment an opinion or a reason
 * @param files files laid beside it
 * @param signature the picture of a signature
 * @param via how somebody came to do it; null for the application itself
 */
record Note(
    @Nullable UUID behalf,
    @Nullable String node,
    @Nullable UUID task,
    @Nullable String comment,
    List<UUID> files,
    @Nullable UUID signature,
    @Nullable Via via) {

  /** How somebody came to do it where it was not in the application. */
  enum Via {
    MAIL;

    /** The way an actor came; null for the application itself. */
    static @Nullable Via of(Actor actor) {
      return actor.origin() == Origin.LINK ? MAIL : null;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Note NONE = new Note(null, null, null, null, List.of(), null, null);

  static Note of(@Nullable String node, @Nullable UUID task, @Nullable String comment) {
    return new Note(null, node, task, comment, List.of(), null, null);
  }
}
