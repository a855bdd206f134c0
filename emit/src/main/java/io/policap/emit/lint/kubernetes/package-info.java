/** What the API server checks beyond the shape: metadata, selectors, NetworkPolicy. */
@NullMarked
package io.policap.emit.lint.kubernetes;

import org.jspecify.annotations.NullMarked;
