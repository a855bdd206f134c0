/** HTTP requests as what they have in common: kinds of path segments, leaves, templates (R12). */
@NullMarked
package io.policap.infer.http;

import org.jspecify.annotations.NullMarked;
