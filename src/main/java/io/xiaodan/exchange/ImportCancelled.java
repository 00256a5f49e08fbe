package io.xiaodan.exchange;

/** Somebody has cancelled the import; what is written stays. */
final class ImportCancelled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImportCancelled() {
    super("cancelled", null, false, false);
  }
}
