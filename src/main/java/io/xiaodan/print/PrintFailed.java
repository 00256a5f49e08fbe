package io.xiaodan.print;

/** The formatter could not lay out what it was given; a fault of the product. */
final class PrintFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PrintFailed(Exception cause) {
    super("the formatter failed: " + cause.getMessage(), cause);
  }
}
