package io.xiaodan.attachment;

import io.xiaodan.identity.Actor;
import java.util.UUID;

/**
 * Knows who may read a file because of where it is used; implemented above this module. A file is
 * readable for who uploaded it and for everybody one guard lets pass. While there is no guard at
 * all, whoever is signed in and knows a file's random id may read it.
 */
public interface AttachmentGuard {

  /** Whether somebody may read a file. */
  boolean mayRead(Actor actor, UUID attachment);

  /** Whether the file is used somewhere, so that it must not be removed. */
  default boolean isUsed(UUID attachment) {
    return false;
  }
}
