/** Commands that look at jobs. */
@NullMarked
package io.allyourbase.jobs.cli.jobs.view;

import org.jspecify.annotations.NullMarked;
