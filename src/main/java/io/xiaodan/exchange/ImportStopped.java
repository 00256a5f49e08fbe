package io.xiaodan.exchange;

/** The application goes down in the middle of an import, which will be taken up again. */
final class ImportStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImportStopped() {
    super("the application goes down", null, false, false);
  }
}
