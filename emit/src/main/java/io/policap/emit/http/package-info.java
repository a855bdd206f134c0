/** What needs an engine for regular expressions of its own. */
@NullMarked
package io.policap.emit.http;

import org.jspecify.annotations.NullMarked;
