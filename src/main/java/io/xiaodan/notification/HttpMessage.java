package io.xiaodan.notification;

import java.net.URI;
import java.util.Map;

/** A message as it goes over HTTP: its body is JSON. */
record HttpMessage(URI url, String body, Map<String, String> headers) {}
