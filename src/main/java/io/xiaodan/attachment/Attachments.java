package io.xiaodan.attachment;

import io.xiaodan.identity.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files of the workspace. */
@Component
public class Attachments {

  /**
   * Stores a file; the content is read once and not held in memory.
   *
   * @throws io.xiaodan.kernel.ProblemException TOO_LARGE, or INVALID for an empty or nameless file
   */
  public Attachment store(String name, InputStream content, Actor by) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens the content of a file; the caller closes it.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND
   */
  public InputStream open(UUID id) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Describes files by id; ids that do not exist are left out. */
  public Map<UUID, Attachment> describe(Collection<UUID> ids) {
    throw new UnsupportedOperationException();
  }
}
