@NullMarked
package io.allyourbase.jobs.schedule.cron;

import org.jspecify.annotations.NullMarked;
