package io.xiaodan.print;

import java.util.List;

/**
 * What a document looks like.
 *
 * @param pages how many it has
 * @param images the first of them, as {@code data:} addresses of pictures
 */
public record PrintPreview(int pages, List<String> images) {

  public PrintPreview {
    images = List.copyOf(images);
  }
}
