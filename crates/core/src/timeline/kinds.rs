//! In which ways dates are drawn.

use super::{Form, Mark};

/// The ways in which the dates of a lane are drawn; a legend tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kinds {
    forms: [bool; 5],
    /// Whether any is approximate.
    pub approximate: bool,
    /// Whether any is uncertain.
    pub uncertain: bool,
    /// Whether any has no known beginning.
    pub open_start: bool,
    /// Whether any has no known end.
    pub open_end: bool,
    /// Whether any is of what was only planned.
    pub planned: bool,
}

impl Kinds {
    pub(super) fn add(&mut self, mark: &Mark) {
        let extent = &mark.extent;
        if let Some(is_used) = self.forms.get_mut(extent.form as usize) {
            *is_used = true;
        }
        self.approximate |= extent.approximate;
        self.uncertain |= extent.uncertain;
        self.open_start |= extent.open_start;
        self.open_end |= extent.open_end;
        self.planned |= mark.planned;
    }

    /// Whether any date is drawn in this form.
    #[must_use]
    pub fn has(&self, form: Form) -> bool {
        self.forms.get(form as usize).copied().unwrap_or_default()
    }
}
