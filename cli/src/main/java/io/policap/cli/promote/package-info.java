/** From audit to enforce: which files of an output directory leave audit, and their text afterwards. */
@NullMarked
package io.policap.cli.promote;

import org.jspecify.annotations.NullMarked;
