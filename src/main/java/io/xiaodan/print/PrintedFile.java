package io.xiaodan.print;

/**
 * A document.
 *
 * @param name of the file
 * @param content PDF
 */
public record PrintedFile(String name, byte[] content) {}
