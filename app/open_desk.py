"""Makes the services that look over everything: papers, packages, importing, the workbench."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from app.trust_desk import TrustDesk

if TYPE_CHECKING:
    from app.services.case_packages.service import CasePackages
    from app.services.importing.service import Importing
    from app.services.papers.service import Papers
    from app.services.pre_issue.service import PreIssue
    from app.services.workbench.service import Workbench


class OpenDesk(TrustDesk):
    """The services of one open store, each made when first asked."""

    @cached_property
    def workbench(self) -> "Workbench":
        """What is to be done now."""
        from app.services.workbench.service import Workbench

        return Workbench(self._database, self.clock)

    @cached_property
    def papers(self) -> "Papers":
        """Documents of records."""
        from app.services.papers.parts import Sources
        from app.services.papers.service import Papers
        from app.services.review_papers.order import review_order

        sources = Sources(
            suggestions=self.suggestions,
            follow_ups=self.follow_ups,
            matters=self.matters,
            approvals=self.approvals,
            investigations=self.investigations,
            further_measures=self.further_measures,
            referrals=self.referrals,
            secrecy=self.secrecy,
            carriers=self.carriers,
            replies=self.replies,
            serving=self.serving,
            clues=self.clues,
            deputies=self.deputies,
            reverse_reviews=self.reverse_reviews,
            review_order=partial(review_order, self.resources.reverse_reviews),
            offices=self.offices,
            deadlines=self.deadlines,
            settings=self.settings,
            clock=self.clock,
            database=self._database,
            changes=self.changes,
        )
        return Papers(self.documents, sources)

    @cached_property
    def pre_issue(self) -> "PreIssue":
        """制发前检查."""
        from app.services.pre_issue.gathering import Sources
        from app.services.pre_issue.service import Parts, PreIssue

        sources = Sources(self.papers, self.documents, self.deadlines, self.clock)
        return PreIssue(Parts(self._letter_pen, sources, self.resources))

    @cached_property
    def case_packages(self) -> "CasePackages":
        """案件包."""
        from app.services.case_packages.gathering import Parts
        from app.services.case_packages.service import CasePackages

        return CasePackages(
            Parts(
                matters=self.matters,
                suggestions=self.suggestions,
                clues=self.clues,
                approvals=self.approvals,
                investigations=self.investigations,
                hand_overs=self.hand_overs,
                referrals=self.referrals,
                registers=self.case_registers,
                docket=self.docket,
                history=self.history,
                papers=self.papers,
                attachments=self.attachments,
                offices=self.offices,
                secrecy=self.secrecy,
                clock=self.clock,
            )
        )

    @cached_property
    def importing(self) -> "Importing":
        """Ledgers coming in."""
        from app.services.importing.service import Importing

        back_up = partial(self.backups.automatic, "导入前")
        made = Importing(self._database, self.clock, self.resources, self.deadlines, self.changes, back_up)
        return made.with_types(self.type_library).with_triggers(self._case_hits).with_room(self.room)
