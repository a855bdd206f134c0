/** What lint says, and the places in an object it says it about. */
@NullMarked
package io.policap.emit.lint.finding;

import org.jspecify.annotations.NullMarked;
