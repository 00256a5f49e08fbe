package io.xiaodan.expression;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field key, or several of them followed from record to record: {@code amount}, {@code
 * customer.level}, {@code lines.amount}. The path without names is the element of a list itself.
 */
public record Path(List<String> names) implements Comparable<Path> {

  public static final Path SELF = new Path(List.of());

  public Path {
    names = List.copyOf(names);
  }

  public static Path of(String... names) {
    return new Path(List.of(names));
  }

  /** Reads {@code customer.level}. */
  public static Path parse(String text) {
    return text.isEmpty() ? SELF : new Path(List.of(text.split("\\.", -1)));
  }

  /** This path, followed by one more field. */
  public Path then(String name) {
    return new Path(Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  public boolean startsWith(Path prefix) {
    return names.size() >= prefix.names.size()
        && names.subList(0, prefix.names.size()).equals(prefix.names);
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
