/** The output directory: which files there are, who wrote them, and writing them safely. */
@NullMarked
package io.policap.emit.tree;

import org.jspecify.annotations.NullMarked;
