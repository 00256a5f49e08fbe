/**
 * Spreadsheets as cells: workbooks and text files are read and written here, streaming, and nothing
 * else knows how they are made.
 */
@NamedInterface("sheet")
@NullMarked
package io.xiaodan.exchange.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
