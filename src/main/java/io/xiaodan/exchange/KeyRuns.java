package io.xiaodan.exchange;

/**
 * Finds the keys whose lines do not all stand together in the file. Keys are told apart by 64 bits
 * of them; should two share those, both count as scattered, which costs time and nothing else.
 */
final class KeyRuns {

  private final LongSet seen = new LongSet();
  private final LongSet scattered = new LongSet();
  private long last;

  /** Takes the key of the next line. */
  void add(String key) {
    long hash = hash(key);
    if (hash != last && !seen.add(hash)) {
      scattered.add(hash);
    }
    last = hash;
  }

  boolean isScattered(String key) {
    return scattered.contains(hash(key));
  }

  static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 29);
  }
}
