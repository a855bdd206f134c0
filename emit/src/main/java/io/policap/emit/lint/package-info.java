/** Lint of policies: what a cluster would refuse, and what it would take and not do. */
@NullMarked
package io.policap.emit.lint;

import org.jspecify.annotations.NullMarked;
