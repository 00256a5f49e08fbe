package io.xiaodan.platform.start;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The application cannot start for a reason that the person who started it can remove; told in one
 * sentence.
 */
public final class StartRefused extends RuntimeException implements ExitCodeGenerator {

  private final String code;
  private final transient Object[] arguments;

  /**
   * @param code key of the sentence in {@code i18n/platform}, without {@code start.refused.}
   * @param arguments what the sentence names
   */
  public StartRefused(String code, Object... arguments) {
    super(code);
    this.code = code;
    this.arguments = arguments;
  }

  /** The same, keeping what was found underneath. */
  public StartRefused(Throwable cause, String code, Object... arguments) {
    super(code, cause);
    this.code = code;
    this.arguments = arguments;
  }

  /** Key of the sentence in {@code i18n/platform}. */
  public String key() {
    return "start.refused." + code;
  }

  /** What the sentence names. */
  public Object[] arguments() {
    return arguments.clone();
  }

  @Override
  public int getExitCode() {
    return 2;
  }
}
